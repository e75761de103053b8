/** As Ctrl-Z anywhere else. The whole group stops, npm included, or the shell would not notice. */
export async function stopUntilContinued(): Promise<void> {
  const continued = new Promise<void>((resolve) => process.once("SIGCONT", () => resolve()));
  process.kill(0, "SIGTSTP");
  // Where there is no shell to go to, the kernel does not stop us, and nothing continues us.
  await Promise.race([continued, new Promise((resolve) => setTimeout(resolve, 200))]);
}
