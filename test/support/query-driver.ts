import { answerQuery, type WorkerQuery } from "../../src/cli/answer-query.ts";

/** Answers one query of a screen, given as JSON, as the worker of the screens would; JSON again. */
const query = JSON.parse(process.argv[2] ?? "") as WorkerQuery;
const result = await answerQuery(query, undefined, () => undefined);
process.stdout.write(`${JSON.stringify(result)}\n`);
