/** Programs in which a person looks at a file while changing it. */
const editors = new Set(
  "editor sensible-editor ed ex emacs emacsclient gedit gvim hx helix jed joe kak kate mcedit mg micro nano ne nvim pico rnano vi view vim vim.basic vim.tiny vimdiff zile visudo vipw".split(
    " ",
  ),
);

/** Whether a program by its plain name is an editor. */
export function isEditor(program: string): boolean {
  return editors.has(program);
}
