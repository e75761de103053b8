/**
 * Stops reading the terminal while somebody else asks on it, such as sudo for a password. Ink gives
 * the terminal back as it was, but goes on reading: whoever is quicker would get what is typed.
 */
export async function leaveInput<Result>(use: () => Result | Promise<Result>): Promise<Result> {
  // Only a stream that flows can be paused, and only its pause ends the reading below it.
  process.stdin.resume();
  await settled();
  process.stdin.pause();
  await settled();
  return use();
}

function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
