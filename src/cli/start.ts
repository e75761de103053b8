import { enablePrivateCompileCache } from "./compile-cache.ts";

/** The bundle to start; scripts/bundle.ts puts it here, one for each program. */
declare const HANDRAIL_MAIN: string;

enablePrivateCompileCache();
require(HANDRAIL_MAIN);
