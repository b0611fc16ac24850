// The last minute of a call in small plots.

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

const millis = value => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const percent = value => `${value < 10 && value % 1 ? value.toFixed(1) : Math.round(value)} %`;
const kilobits = value => `${Math.round(value).toLocaleString("en")} kbit/s`;

/** What each plot shows of two samples, one after the other; null where it is not known. */
const KINDS = {
  delay: {least: 20, format: millis, of: (before, now) => [now.roundTripMs]},
  loss: {
    least: 2, format: percent, of: (before, now) => {
      const lost = Math.max(0, now.lost - before.lost);
      const expected = lost + now.received - before.received;
      return [expected > 0 ? lost / expected * 100 : null];
    },
  },
  jitter: {least: 10, format: millis, of: (before, now) => [now.jitterMs]},
  buffer: {
    least: 50, format: millis, of: (before, now) => {
      const played = now.played - before.played;
      return [played > 0 ? Math.max(0, now.waitedSeconds - before.waitedSeconds) / played * 1000 : null];
    },
  },
  rate: {
    least: 100, format: kilobits, of: (before, now) => {
      const rate = name => Math.max(0, now[name] - before[name]) * 8 / (now.at - before.at);
      return [rate("bytesIn"), rate("bytesOut")];
    },
  },
};

/** A plot for each figure in the container that names one. */
export class Plots {
  constructor(container) {
    this.plots = [...container.querySelectorAll("[data-plot]")].map(figure => {
      const kind = KINDS[figure.dataset.plot];
      const lines = figure.dataset.plot === "rate" ? ["one", "two"] : ["one"];
      return {plot: new Plot(figure, lines, kind.least, kind.format), of: kind.of};
    });
    this.before = null;
  }

  /** Adds what happened since the sample before, where that is half a second ago at least. */
  add(now) {
    if (this.before && now.at - this.before.at <= 500) return;
    if (this.before) this.plots.forEach(({plot, of}) => plot.add(...of(this.before, now)));
    this.before = now;
  }

  clear() {
    this.before = null;
    this.plots.forEach(({plot}) => plot.clear());
  }
}
