import type { Program } from "../domain/program.ts";
import { runUnmodelled } from "./common/unmodelled.ts";

/** Programs with windows, in which a person does what cannot be foreseen. */
export const desktopProgram: Program = {
  names:
    "firefox firefox-esr chromium chromium-browser google-chrome brave-browser opera epiphany konqueror thunderbird evolution nautilus nemo caja dolphin thunar pcmanfm krusader libreoffice soffice gimp inkscape vlc mpv evince okular eog gwenview totem code codium spotify steam wine gnome-calculator".split(
      " ",
    ),
  options: [],
  acceptsUnknown: true,
  run: (call) => runUnmodelled(call, `what a person does in \`${call.name}\` is not known before`),
};
