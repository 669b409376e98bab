/* Small comforts only: every page does its work without this file. */

// After a form comes back with a problem, start reading at the list of problems.
document.querySelector("[data-focus]")?.focus();

// A printed page shows what is folded away, and folds it again afterwards.
const folded = () => document.querySelectorAll("details:not([open])");
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...folded()];
  opened.forEach((fold) => { fold.open = true; });
});
addEventListener("afterprint", () => {
  opened.forEach((fold) => { fold.open = false; });
  opened = [];
});
