/** How long what was kept for undo stays, and how much of it. */
export interface Retention {
  /** Days after which an entry of the history goes, with all that was kept for it. */
  readonly days: number;
  /** Gigabytes that kept files may take up together. */
  readonly gigabytes: number;
  /** Hundredths of a disk that stay free: where there are fewer, the oldest kept files go. */
  readonly freePercent: number;
  /** Gigabytes that are copied for one line without asking, where nothing but a copy will do. */
  readonly copyGigabytes: number;
}

export const usualRetention: Retention = {
  days: 30,
  gigabytes: 20,
  freePercent: 5,
  copyGigabytes: 1,
};
