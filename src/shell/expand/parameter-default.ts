import { emit } from "./expand-parameter.ts";
import { expandParts } from "./expand-parts.ts";
import { fail, failShell } from "./failures.ts";
import type { ParameterValue } from "./parameter-value.ts";
import type { Operation } from "./parts.ts";
import { joinSegments, type Run, type Segment } from "./segments.ts";
import { beforeFirst } from "./subscript.ts";
import { expandTildes } from "./tilde.ts";

type DefaultOperation = Operation & { readonly kind: "default" };

/** `${x:-w}` `${x:=w}` `${x:?w}` `${x:+w}` and the same without a colon. */
export function expandDefault(
  value: ParameterValue,
  operation: DefaultOperation,
  isQuoted: boolean,
  run: Run,
): readonly Segment[] {
  const reason = operation.isColon ? unknownReason(value) : undefined;
  if (reason !== undefined && operation.operator === "+") {
    return [{ kind: "text", text: "", isQuoted, isSplit: !isQuoted, unknown: reason }];
  }
  const isThere = reason !== undefined || isPresent(value, operation.isColon, run);
  if (operation.operator === "+")
    return isThere ? operandOf(operation, isQuoted, run) : nothing(value, isQuoted);
  if (isThere) return emit(value, isQuoted, run);
  if (operation.operator === "-") return operandOf(operation, isQuoted, run);
  const operand = joinSegments(operandOf(operation, isQuoted, run));
  if (operation.operator === "?") {
    failShell(
      run,
      `${value.label}: ${operand.text === "" ? describeMissing(operation) : operand.text}`,
    );
  }
  if (!/^[A-Za-z_]/.test(value.name)) fail(run, `$${value.name}: cannot assign in this way`);
  const isBeforeFirst = value.variable?.kind === "indexed" && value.key === beforeFirst;
  if (value.spread !== "none" || isBeforeFirst) fail(run, `${value.label}: bad array subscript`);
  run.context.assign(value.name, value.key, operand);
  return [{ kind: "text", isQuoted, isSplit: !isQuoted, ...operand }];
}

function unknownReason(value: ParameterValue): string | undefined {
  return value.elements.find((element) => element.unknown !== undefined && element.text === "")
    ?.unknown;
}

/** An empty list is one that is not set; a colon asks for a text that is not empty, too. */
function isPresent(value: ParameterValue, isColon: boolean, run: Run): boolean {
  if (!isColon || !value.isSet) return value.isSet;
  return joinSegments(emit(value, false, run)).text !== "";
}

function operandOf(operation: DefaultOperation, isQuoted: boolean, run: Run): readonly Segment[] {
  const parts = isQuoted ? operation.operand : expandTildes(operation.operand, "word", run);
  const place = { isQuoted, isSplit: !isQuoted };
  const segments = expandParts(parts, place, run);
  if (segments.length > 0 || !isQuoted) return segments;
  return [{ kind: "text", text: "", isQuoted, isSplit: false }];
}

/** An empty list in quotes makes no word. */
function nothing(value: ParameterValue, isQuoted: boolean): readonly Segment[] {
  if (value.spread === "at") return [];
  return [{ kind: "text", text: "", isQuoted, isSplit: !isQuoted }];
}

function describeMissing(operation: DefaultOperation): string {
  return operation.isColon ? "parameter null or not set" : "parameter not set";
}
