/** Exit statuses of the contract. */
export const exitStatus = {
  done: 0,
  stepFailed: 1,
  conflict: 2,
  usage: 64,
  internal: 70,
  noSandbox: 71,
  lockHeld: 75,
  notConfirmed: 125,
} as const;

/** Status of `--check` by the decision at the level in force. */
export const checkStatus = { allow: 0, ask: 1, refuse: 2 } as const;
