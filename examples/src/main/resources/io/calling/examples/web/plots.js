// The last minute of a call in three small plots.

const SECONDS = 60, WIDTH = 240, HEIGHT = 56;
const SVG = "http://www.w3.org/2000/svg";

function made(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** The least of 1, 2, 5 times a power of ten that is not below the value. */
function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= value * 0.9999);
}

class Plot {
  constructor(figure, lines, least, format) {
    Object.assign(this, {figure, least, format});
    this.value = figure.querySelector(".now");
    this.top = figure.querySelector(".top");
    this.svg = figure.querySelector("svg");
    this.svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    this.svg.setAttribute("preserveAspectRatio", "none");
    this.svg.append(made("path", {class: "grid", d: `M0 .5H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}M0 ${HEIGHT - .5}H${WIDTH}`}));
    this.series = lines.map(name => ({points: [], path: this.svg.appendChild(made("path", {class: `line ${name}`}))}));
  }

  add(...values) {
    this.series.forEach(({points}, i) => {
      points.push(values[i]);
      if (points.length > SECONDS) points.shift();
    });
    const known = this.series.flatMap(({points}) => points).filter(value => value !== null);
    const top = roundUp(Math.max(this.least, ...known));
    for (const {points, path} of this.series) path.setAttribute("d", this.line(points, top));
    this.top.textContent = this.format(top);
    const now = values.map(value => value === null ? "–" : this.format(value));
    this.value.textContent = [...now.slice(0, -1).map(text => text.split(" ")[0]), now.at(-1)].join(" / ");
    this.svg.setAttribute("aria-label", `${this.figure.dataset.name}, last minute: now ${now.join(" and ")}, at most ${this.format(known.length ? Math.max(...known) : 0)}`);
  }

  line(points, top) {
    const step = WIDTH / (SECONDS - 1);
    const from = SECONDS - points.length;
    let pen = "M";
    return points.map((value, i) => {
      if (value === null) {
        pen = "M";
        return "";
      }
      const y = HEIGHT - 1 - value / top * (HEIGHT - 2);
      const move = `${pen}${((from + i) * step).toFixed(1)} ${y.toFixed(1)}`;
      pen = "L";
      return move;
    }).join("");
  }

  clear() {
    this.series.forEach(({points, path}) => {
      points.length = 0;
      path.setAttribute("d", "");
    });
    this.value.textContent = "–";
    this.top.textContent = "";
  }
}

export class Plots {
  constructor(container) {
    const figure = name => container.querySelector(`[data-plot=${name}]`);
    this.delay = new Plot(figure("delay"), ["one"], 20, value => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`);
    this.loss = new Plot(figure("loss"), ["one"], 2, value => `${value < 10 && value % 1 ? value.toFixed(1) : Math.round(value)} %`);
    this.rate = new Plot(figure("rate"), ["one", "two"], 100, value => `${Math.round(value).toLocaleString("en")} kbit/s`);
  }

  /** Adds what happened between two samples of a peer. */
  add(before, now) {
    const seconds = (now.at - before.at) / 1000;
    const lost = Math.max(0, now.lost - before.lost);
    const expected = lost + now.received - before.received;
    const kilobits = (name) => Math.max(0, now[name] - before[name]) * 8 / 1000 / seconds;
    this.delay.add(now.roundTripMs);
    this.loss.add(expected > 0 ? lost / expected * 100 : null);
    this.rate.add(kilobits("bytesIn"), kilobits("bytesOut"));
  }

  clear() {
    [this.delay, this.loss, this.rate].forEach(plot => plot.clear());
  }
}
