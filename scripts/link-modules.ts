import { createHash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { type BuildOptions, build, transform } from "esbuild";
import { loadModule } from "./lazy-modules.ts";

/** Modules by number; each body asks for others as `$(NUMBER)` and sets `module.exports`. */
export type Bodies = readonly string[];

const options = {
  format: "cjs",
  target: "node22",
  minify: true,
  charset: "ascii",
} satisfies BuildOptions;

const request = /require\("([^"]+)"\)/g;

/**
 * The bodies of our modules `paths`, in this order, and of the packages they use. The bundler
 * would give every module a name and a function of its own that V8 sets up at each start.
 */
export async function makeBodies(paths: readonly string[]): Promise<Bodies> {
  const codes = await Promise.all(paths.map(loadModule));
  const foreign = findForeign(codes);
  const numbers = new Map([...paths, ...foreign.keys()].map((name, number) => [name, number]));
  const own = codes.map((code, index) => askByNumber(code, paths[index] ?? "", numbers));
  return Promise.all([
    ...own.map(async (code) => (await transform(code, options)).code),
    ...[...foreign].map(([name, members]) => bundlePackage(name, [...members])),
  ]);
}

/** Packages and modules of Node's, with what is used of them. */
function findForeign(codes: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const code of codes) {
    for (const [, name = "", member = ""] of code.matchAll(/require\("([^."][^"]*)"\)\.(\w+)/g)) {
      found.set(name, (found.get(name) ?? new Set()).add(member));
    }
  }
  return found;
}

function askByNumber(code: string, path: string, numbers: ReadonlyMap<string, number>): string {
  if (/\bimport\(/.test(code)) throw new Error(`${path} imports when it runs, which is not linked`);
  return code.replace(request, (_, name: string) => {
    const number = numbers.get(name.startsWith(".") ? resolve(dirname(path), name) : name);
    if (number === undefined) throw new Error(`${path} asks for ${name}, which is not linked`);
    return `$(${number})`;
  });
}

async function bundlePackage(name: string, members: readonly string[]): Promise<string> {
  if (name.startsWith("node:")) return `module.exports=${requestBuiltin(name)};`;
  const contents = `export { ${members.join(", ")} } from ${JSON.stringify(name)};`;
  const result = await build({
    ...options,
    stdin: { contents, resolveDir: join(import.meta.dirname, "..") },
    bundle: true,
    platform: "node",
    legalComments: "none",
    write: false,
  });
  return result.outputFiles[0]?.text ?? "";
}

/** A part of a module that Node has loaded anyway spares it the loading of one more. */
function requestBuiltin(name: string): string {
  const [whole = "", part] = name.slice("node:".length).split("/");
  const request = `require(${JSON.stringify(`node:${whole}`)})`;
  return part === undefined ? request : `${request}.${part}`;
}

/** How a program is put together. */
export interface Plan {
  /** The module that is the program. */
  readonly start: number;
  /** The modules of each text; what none of them names belongs to the last. */
  readonly parts: readonly ReadonlySet<number>[];
  /** The file names of all texts but the first. */
  readonly others: readonly string[];
}

/**
 * The texts of a program: what every call loads, and others, each of which is loaded when a module in
 * it is first asked for. All are functions, as src/cli/start.ts takes them.
 */
export function linkModules(bodies: Bodies, { start, parts, others }: Plan): readonly string[] {
  const partOf = (number: number) => {
    const at = parts.findIndex((part) => part.has(number));
    return at < 0 ? others.length : at;
  };
  const write = (part: number) =>
    `number=>{switch(number){${bodies
      .map((body, at) => (partOf(at) === part ? `case ${at}:return module=>{${body}\n};` : ""))
      .join("")}}}`;
  // Texts of two builds must not meet: the numbers would mean other modules.
  const stamp = JSON.stringify(createHash("sha256").update(JSON.stringify(bodies)).digest("hex"));
  const main = `(function(exports,require,module,__filename,__dirname){
const loaded=module.loaded=[];
const $=number=>(loaded[number]??load(number)).exports;
const load=number=>{
const module=loaded[number]={exports:{}};
try{(find(number)??findElsewhere(number))(module)}catch(error){delete loaded[number];throw error}
return module};
const others=${JSON.stringify(others)}.map(name=>{let find;
return number=>(find??=module.compile(__dirname+"/"+name)(${stamp},$,require,__filename,__dirname))(number)});
const findElsewhere=module.findElsewhere=number=>{
for(const find of others){const found=find(number);if(found!==undefined)return found}};
const find=${write(0)};
$(${start})})`;
  const rest = others.map(
    (_, at) => `(function(stamp,$,require,__filename,__dirname){
if(stamp!==${stamp})throw new Error("the program is just being built anew");
return ${write(at + 1)}})`,
  );
  return [main, ...rest];
}
