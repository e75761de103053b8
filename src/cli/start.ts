import { join } from "node:path";
import { BundleLoader } from "./load-bundle.ts";

/** The bundle to start; scripts/bundle.ts puts it here, one for each program. */
declare const HANDRAIL_MAIN: string;

new BundleLoader().load(join(import.meta.dirname, HANDRAIL_MAIN));
