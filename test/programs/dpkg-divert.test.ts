import { checkSystemLines } from "../support/system-trial.ts";

checkSystemLines(
  "a file that was diverted comes back from where it lies",
  ["dpkg-divert"],
  [
    "dpkg-divert --add --rename --divert /etc/issue.real /etc/issue",
    "dpkg-divert --remove --rename /etc/issue",
    "dpkg-divert --local --rename --add /etc/issue.net",
    "dpkg-divert --rename --remove /etc/issue.net",
  ],
);
