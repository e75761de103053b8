const common = new Set(
  "password passw0rd password1 password123 12345678 123456789 1234567890 qwertyui qwertyuiop iloveyou letmein1 changeme changeme1 administrator welcome1 adminadmin rootroot".split(
    " ",
  ),
);

/** Whether somebody who tries would soon hit a password: short, a name, or one that many people have. */
export function isGuessable(password: string, name: string): boolean {
  if (password.length < 8 || /^\d{1,10}$/.test(password)) return true;
  const plain = password.toLowerCase();
  return common.has(plain) || plain.includes(name.toLowerCase());
}
