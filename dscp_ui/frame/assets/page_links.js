// Opens the dashboard's own links without loading the page anew. A link stays a link: with a key
// held, or without this script, the browser opens it as any other.
let open

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.opens[href]")
  const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  if (!open || !link || !isPlain) return
  event.preventDefault()
  open(link.getAttribute("href"))
})

// Sorts the rows of a table by the column whose heading was chosen, the largest first and then the
// other way; a cell without a number stays last.
document.addEventListener("click", (event) => {
  const head = event.target.closest?.("th button.sorts")?.closest("th")
  if (!head) return
  const heads = [...head.parentElement.children]
  const order = head.getAttribute("aria-sort") === "descending" ? "ascending" : "descending"
  heads.forEach((one) => one.removeAttribute("aria-sort"))
  head.setAttribute("aria-sort", order)
  const [body] = head.closest("table").tBodies
  const keyOf = (row) => {
    const cell = row.cells[heads.indexOf(head)]
    return cell.dataset.sort === undefined ? cell.textContent : parseFloat(cell.dataset.sort)
  }
  const sign = order === "descending" ? -1 : 1
  const compare = (a, b) => {
    if (typeof a === "string") return -sign * a.localeCompare(b)
    return Number.isNaN(a) - Number.isNaN(b) || sign * (a - b) || 0
  }
  const sorted = [...body.rows].map((row) => [keyOf(row), row]).sort(([a], [b]) => compare(a, b))
  body.append(...sorted.map(([, row]) => row))
})

// "/" puts the cursor into the search box, unless something is being typed.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, [contenteditable], [role='spinbutton']")
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return
  const box = document.querySelector(".st-key-search input")
  if (!box) return
  event.preventDefault()
  box.focus()
})

// One step of the reader is one step back: Streamlit writes the address once for the page and once
// for each parameter, and every time as an entry of its own. What follows the first becomes part of it.
const push = history.pushState.bind(history)
let hasPushed = false
const isNewStep = () => { hasPushed = false }
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, isNewStep, true)
window.addEventListener("popstate", () => { hasPushed = true }, true)
history.pushState = (...entry) => {
  if (hasPushed) return history.replaceState(...entry)
  hasPushed = true
  push(...entry)
}

// At a meeting: what is typed is sent while somebody pauses, and not only when they leave the box,
// and the keys for a decision or an action lead into the box for its words.
const TYPED = ".st-key-meeting-notes textarea, .st-key-agreed [data-testid='stTextInput'] input"
const PAUSE = 1500
const pauses = new WeakMap()

document.addEventListener("input", (event) => {
  const box = event.target
  if (!box.matches?.(TYPED)) return
  clearTimeout(pauses.get(box))
  const leave = () => box.dispatchEvent(new FocusEvent("focusout", { bubbles: true }))
  pauses.set(box, setTimeout(leave, PAUSE))
})

document.addEventListener("keydown", (event) => {
  const isPlain = !(event.ctrlKey || event.metaKey || event.altKey)
  const isTyping = event.target.closest?.("input, textarea, [contenteditable]")
  if (!isPlain || isTyping || !["d", "a"].includes(event.key.toLowerCase())) return
  const box = document.querySelector(".st-key-agreed [data-testid='stTextInput'] input")
  if (box) setTimeout(() => box.focus())
})

export default function ({ setTriggerValue }) {
  open = (address) => setTriggerValue("address", address)
  return () => { open = undefined }
}
