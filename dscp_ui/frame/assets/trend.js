// A trend in the page: what is known of the period under the pointer or chosen by the arrow keys, a
// click or Enter to see the cells behind it, and a switch of the type of period. Figures of the
// other types come ahead of time, so that the switch draws at once and the rest of the page follows.
let view
const figures = new Map()

const element = (name, className, text = "") => {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}

function build(parent, periods) {
  const chart = element("div", "trend-chart")
  chart.switch = element("div", "switch")
  chart.switch.setAttribute("role", "group")
  chart.switch.setAttribute("aria-label", "Show by")
  for (const [id, name] of Object.entries(periods)) {
    const button = element("button", "", name)
    button.type = "button"
    button.dataset.period = id
    button.addEventListener("click", () => choosePeriod(chart, id))
    chart.switch.append(button)
  }
  chart.place = element("div", "trend-place")
  chart.append(chart.switch, chart.place)
  parent.append(chart)
  return chart
}

function choosePeriod(chart, id) {
  if (id === chart.shown) return
  chart.awaited = id
  if (figures.has(id)) show(chart, id)
  chart.tell("period", id)
}

function show(chart, id) {
  const figure = figures.get(id)
  for (const button of chart.switch.children) {
    button.setAttribute("aria-pressed", String(button.dataset.period === id))
  }
  chart.shown = id
  if (chart.html === figure.html) return
  chart.html = figure.html
  chart.place.innerHTML = figure.html
  addReader(chart, figure)
}

// The reader of points: over the plot, one step for each period.
function addReader(chart, { titles, rows, points }) {
  const plot = chart.place.querySelector(".plot")
  const reader = element("div", "reader")
  const tip = element("dl", "tip")
  const line = element("i", "at")
  reader.tabIndex = 0
  reader.setAttribute("role", "slider")
  reader.setAttribute("aria-label", "Period in this chart")
  reader.setAttribute("aria-valuemin", "1")
  reader.setAttribute("aria-valuemax", String(rows.length))
  reader.append(line, tip)
  plot.append(reader)
  const padding = 0.3
  const steps = Math.max(rows.length - 1 + 2 * padding, 1)
  let place = rows.length - 1

  const say = () => {
    reader.setAttribute("aria-valuenow", String(place + 1))
    reader.setAttribute("aria-valuetext", points[place])
  }
  const point = (to) => {
    place = Math.min(Math.max(to, 0), rows.length - 1)
    say()
    tip.replaceChildren(
      ...titles.flatMap((title, column) => [
        element("dt", "", title), element("dd", "", rows[place][column]),
      ]),
    )
    const share = (place + padding) / steps
    reader.style.setProperty("--x", `${100 * share}%`)
    reader.classList.toggle("late", share > 0.5)
    reader.classList.add("on")
  }
  const leave = () => reader.classList.remove("on")
  const placeAt = ({ clientX }) => {
    const { left, width } = reader.getBoundingClientRect()
    return Math.round(((clientX - left) / width) * steps - padding)
  }
  const pick = () => chart.keep("picked", rows[place][0])
  const moves = {
    ArrowLeft: () => place - 1, ArrowRight: () => place + 1, ArrowDown: () => place - 1,
    ArrowUp: () => place + 1, Home: () => 0, End: () => rows.length - 1,
  }

  say()
  reader.addEventListener("pointermove", (event) => point(placeAt(event)))
  reader.addEventListener("pointerleave", leave)
  reader.addEventListener("blur", leave)
  reader.addEventListener("click", (event) => { point(placeAt(event)); pick() })
  reader.addEventListener("dblclick", () => chart.keep("picked", ""))
  reader.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leave()
    else if (event.key === "Enter" || event.key === " ") pick()
    else if (event.key in moves) point(moves[event.key]())
    else return
    event.preventDefault()
  })
}

export default function ({ parentElement, data, setStateValue, setTriggerValue }) {
  if (data.view !== view) figures.clear()
  view = data.view
  for (const [id, figure] of Object.entries(data.figures)) figures.set(id, figure)
  if (!data.shown) return  // the figures of other types of period
  const chart = parentElement.querySelector(".trend-chart") ?? build(parentElement, data.periods)
  chart.tell = setTriggerValue
  chart.keep = setStateValue
  const isLate = chart.awaited && chart.awaited !== data.shown && chart.view === view
  chart.view = view
  if (isLate) return  // the answer to an earlier choice
  chart.awaited = undefined
  show(chart, data.shown)
}
