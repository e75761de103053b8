import { sshKeygenProgram } from "../../src/programs/ssh-keygen.ts";
import { checkProgram } from "../support/check-program.ts";

const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHkl5fqFJnvBhKV0uZJXn4n4Zl7sVQnR0mJQ8mYxX1Ab";
const fixture = `
  ssh-keygen -q -t ed25519 -N '' -f k; ssh-keygen -q -t ed25519 -N secret -f locked
  { echo "a.example ${key}"; echo "b.example,10.0.0.1 ${key}"; echo '# c'; echo; echo "@revoked c ${key}"
    echo "[d]:2222 ${key}"; echo "*.e,!f.e ${key}"; } > kh
  chmod 640 kh; cp kh hashed; ssh-keygen -q -H -f hashed 2>/dev/null; rm hashed.old; echo old > taken.old; cp kh taken
  { cat kh; echo broken; } > bad; echo x > plain; mkdir shut; cp kh shut; chmod 555 shut; mkdir dir`;

checkProgram(sshKeygenProgram, { fixture, tools: ["ssh-keygen"] }, [
  ...[
    "ssh-keygen -q -t ed25519 -N '' -f new",
    "ssh-keygen -q -t ed25519 -f new -N abcde -C me",
    "ssh-keygen -t rsa -b 1024 -N '' -f new",
    "ssh-keygen -t rsa -b 100 -N '' -f new",
    "ssh-keygen -t nosuch -N '' -f new",
    "ssh-keygen -q -N abc -f new",
    "ssh-keygen -q -N '' -f nodir/new",
    "ssh-keygen -q -N '' -f shut/new",
    "ssh-keygen -q -N '' -f new extra",
    "ssh-keygen -p -P '' -N secret -f k",
    "ssh-keygen -p -N secret -f nosuch",
    "ssh-keygen -p -N secret -f plain",
    "ssh-keygen -R a.example -f kh",
    "ssh-keygen -R A.Example -f kh",
    "ssh-keygen -R 10.0.0.1 -f kh",
    "ssh-keygen -R nosuch -f kh",
    "ssh-keygen -R c -f kh",
    "ssh-keygen -R d -f kh",
    "ssh-keygen -R [d]:2222 -f kh",
    "ssh-keygen -R x.e -f kh",
    "ssh-keygen -R f.e -f kh",
    "ssh-keygen -R a.example -f hashed",
    "ssh-keygen -R nosuch -f hashed",
    "ssh-keygen -R a.example -f taken",
    "ssh-keygen -R a.example -f bad",
    "ssh-keygen -R a.example -f nosuch",
    "ssh-keygen -R a.example -f shut/kh",
    "ssh-keygen -H -f kh",
    "ssh-keygen -H -f bad",
    "ssh-keygen -H -f hashed",
    "ssh-keygen -F a.example -f kh",
  ].map((line) => ({ line, ignoresErrors: true })),
  { line: "ssh-keygen -q -N '' -f plain", input: "y\n", ignoresErrors: true },
  { line: "ssh-keygen -q -N '' -f plain", input: "n\n", ignoresErrors: true },
  { line: "ssh-keygen -q -N '' -f plain", input: "", ignoresErrors: true },
  { line: "ssh-keygen -p -N secret -f locked", isUnknown: true },
  { line: "ssh-keygen -s k -I me k.pub", isUnknown: true },
]);
