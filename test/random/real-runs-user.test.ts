import { testRealRuns } from "./test-real-runs.ts";

testRealRuns("user");
