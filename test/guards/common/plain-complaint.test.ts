import assert from "node:assert/strict";
import { test } from "node:test";
import { plainComplaint } from "../../../src/guards/common/plain-complaint.ts";
import { checkText } from "../../../src/system/running/check-text.ts";
import { need } from "../../support/need.ts";
import { temporaryDirectory } from "../../support/temporary.ts";

test("what is not known is passed on as it is", () => {
  assert.equal(
    plainComplaint("the rules in it now would be gone"),
    "the rules in it now would be gone",
  );
});

test("a wrong line of sudo's rules is told by its number", { skip: need("visudo") }, () => {
  const said = checkText("sudoers", "root ALL=(ALL) ALL\nbob may do all\n")?.complaint ?? "";
  assert.equal(plainComplaint(said), "sudo does not understand line 2");
});

test("a name that nothing defines is told with its line", { skip: need("visudo") }, () => {
  const said = checkText("sudoers", "root ALL=(ALL) ALL\nann ALL=(ALL) WEB\n")?.complaint ?? "";
  assert.equal(plainComplaint(said), "line 2 names WEB, which is defined nowhere");
});

test("a disk that is not there is told by its name", { skip: need("findmnt") }, (context) => {
  const folder = temporaryDirectory(context);
  const text = "UUID=0-nosuch / ext4 defaults 0 1\n";
  const said = checkText("fstab", text, () => folder)?.complaint ?? "";
  assert.equal(
    plainComplaint(said),
    "there is no UUID=0-nosuch now, and the start would wait for it",
  );
});

test("a setting that ssh does not know is told by its name", () => {
  const said = "/dev/stdin: line 3: Bad configuration option: Prot";
  assert.equal(plainComplaint(said), "ssh knows no setting Prot (line 3)");
  const value = '/dev/stdin line 1: unsupported option "maybe".';
  assert.equal(plainComplaint(value), "ssh does not take maybe there (line 1)");
});

test("a kind of file system that nothing knows is told by its name", () => {
  const said = "[W] ext5 seems unsupported by the current kernel";
  assert.equal(plainComplaint(said), "ext5 is no kind of file system that this machine knows");
});
