import { runHandrail } from "./run-handrail.ts";

void runHandrail();
