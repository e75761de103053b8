/** Many odd texts, by hand: `node test/random/fuzz-by-hand.ts COUNT [SEED]`. */
import { runFuzz } from "./fuzz.ts";

const [, , count = "100000", seed = String(Date.now() % 1e9)] = process.argv;
const started = Date.now();
const seconds = (): number => Math.round((Date.now() - started) / 1000);
const report = runFuzz(Number(count), Number(seed), (done) => {
  if (done % 50_000 === 0) console.error(`${done} in ${seconds()} s`);
});
console.log(JSON.stringify({ seed, seconds: seconds(), ...report }, undefined, 1));
