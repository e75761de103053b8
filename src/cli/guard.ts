import { runGuard } from "./run-guard.ts";

runGuard();
