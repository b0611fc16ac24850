// What a person decides before anything else: who may see an address, who may ring.
import {at, handler, put} from "./page.js";

const form = at("setup");

function showChosen() {
  at("chosen-field").hidden = form.elements.ring.value !== "chosen";
}

function inWords({address, ring, chosen, reveal}) {
  const seen = address === "shown" ? "The person you talk to may see your IP address." : "Nobody you talk to sees your IP address.";
  const rings = {
    everyone: "Everybody here may ring you.",
    chosen: `Only people you named may ring you: ${chosen || "nobody so far"}.`,
    nobody: "Nobody may ring you.",
  }[ring];
  const known = ring === "nobody" ? "" : reveal ? " They may know that you are here." : " A call that you don’t take looks as if nobody were at home.";
  return `${seen} ${rings}${known}`;
}

function remember() {
  const decided = Object.fromEntries(new FormData(form));
  try {
    localStorage.setItem("decided", JSON.stringify(decided));
  } catch {
    // A browser that keeps nothing asks again next time.
  }
  put("decided", inWords(decided));
  return decided;
}

/** Shows what was decided last time on this machine; at first, the private choice. */
export function recall() {
  try {
    for (const [name, value] of Object.entries(JSON.parse(localStorage.getItem("decided")) ?? {})) {
      const field = form.elements[name];
      if (name === "reveal") field.checked = true;
      else if (field) field.value = value;
    }
  } catch {
    // Nothing that makes sense: the defaults stand, and they are the private ones.
  }
  showChosen();
}

/** Calls action with the decisions each time that they are made. */
export function onDecided(action) {
  form.addEventListener("change", showChosen);
  form.addEventListener("submit", event => {
    event.preventDefault();
    handler(() => action(remember()))();
  });
}
