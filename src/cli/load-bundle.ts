import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { constants, Script } from "node:vm";

type Require = (name: string) => unknown;
type Wrapper = (
  exports: object,
  require: Require,
  module: Module,
  file: string,
  folder: string,
) => void;
interface Module {
  exports: object;
}

/**
 * Runs a bundle as Node runs a CommonJS file, but from the compiled code that the build left beside
 * it: loading takes a quarter of the time. Code of another Node is refused by V8 and costs nothing
 * but that time. The parts that a bundle asks for are loaded in the same way. Bundles are ASCII, so
 * that no decoding is needed either.
 */
export class BundleLoader {
  /** Every file that was run, for the build to keep its compiled code. */
  readonly scripts = new Map<string, Script>();
  private readonly modules = new Map<string, Module>();

  load(file: string): object {
    const known = this.modules.get(file);
    if (known !== undefined) return known.exports;
    const module: Module = { exports: {} };
    this.modules.set(file, module);
    const folder = dirname(file);
    const builtin = createRequire(file);
    const require = (name: string): unknown =>
      name.startsWith(".") ? this.load(join(folder, name)) : builtin(name);
    this.compile(file)(module.exports, Object.assign(require, builtin), module, file, folder);
    return module.exports;
  }

  /** Runs a file anew, whatever was run before. */
  run(file: string): void {
    this.modules.clear();
    this.load(file);
  }

  private compile(file: string): Wrapper {
    const known = this.scripts.get(file);
    if (known !== undefined) return known.runInThisContext();
    const cachedData = readIfThere(`${file}.cache`);
    const script = new Script(
      `(function(exports,require,module,__filename,__dirname){${readFileSync(file, "latin1")}\n})`,
      {
        filename: file,
        ...(cachedData === undefined ? {} : { cachedData }),
        importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
      },
    );
    this.scripts.set(file, script);
    return script.runInThisContext();
  }
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
