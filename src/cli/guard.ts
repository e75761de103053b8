import { runGuard } from "./run-guard.ts";

runGuard();

// All is done and written by now, and nothing is left for Node to wait for; to be told so spares it
// from giving back its memory piece by piece.
process.exit();
