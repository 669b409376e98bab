/* A box to draw a signature in, above the field for the typed name. Without this file the typed name does all the work. */

const WIDTH = 600, HEIGHT = 200, MOST = 19000;
const NS = "http://www.w3.org/2000/svg";

for (const kept of document.querySelectorAll("input[data-signature]")) {
  const paper = document.createElementNS(NS, "svg");
  const line = document.createElementNS(NS, "path");
  paper.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
  paper.setAttribute("class", "signature signature--paper");
  paper.setAttribute("role", "img");
  paper.setAttribute("aria-label", "Box to draw a signature in. You can type the name below instead.");
  line.setAttribute("class", "signature__line");
  paper.append(line);

  const says = document.createElement("p");
  says.className = "field__label";
  says.textContent = "Sign here with a finger, or type the name below";
  const again = document.createElement("button");
  again.type = "button";
  again.className = "button button--link";
  again.textContent = "Clear the drawing";
  const whole = document.createElement("div");
  whole.className = "field";
  whole.append(says, paper, again);
  const typed = kept.form.querySelector("input[name=typed_name]");
  (typed ? typed.closest(".field") : kept).before(whole);

  let drawing = false;
  const show = () => line.setAttribute("d", kept.value);
  const point = (event) => {
    const box = paper.getBoundingClientRect();
    const whole = (part, size, most) => Math.max(0, Math.min(most, Math.round((part / size) * most)));
    return `${whole(event.clientX - box.left, box.width, WIDTH)} ${whole(event.clientY - box.top, box.height, HEIGHT)}`;
  };
  const add = (text) => {
    if (kept.value.length < MOST) kept.value += text;
    show();
  };
  paper.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    paper.setPointerCapture(event.pointerId);
    drawing = true;
    add(`${kept.value ? " " : ""}M${point(event)} L${point(event)}`);
  });
  paper.addEventListener("pointermove", (event) => { if (drawing) add(` L${point(event)}`); });
  for (const end of ["pointerup", "pointercancel"]) paper.addEventListener(end, () => { drawing = false; });
  again.addEventListener("click", () => { kept.value = ""; show(); });
  show();
}
