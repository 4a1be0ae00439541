// A short tour of the Overview, in a card at the foot of the window that leaves the page usable.
// Shown once in a browser, unless the address asks for a particular view, and whenever it is asked
// for. What a step is about is outlined while the step is shown.
const SEEN = "dscp-tour"
const ABOUT = "data-tour"
const BELOW_HEADER = 70 // pixels
let answered = 0 // how many requests for the tour were answered
let isOnPage = false
let card

function isNewcomer() {
  try {
    return !location.search && !localStorage.getItem(SEEN)
  } catch {
    return false // this browser stores nothing, so it would be shown at each visit
  }
}

function remember() {
  try {
    localStorage.setItem(SEEN, "seen")
  } catch { /* it is not shown by itself then */ }
}

const make = (name, text = "", className = "") => {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}

function button(text, onclick) {
  return Object.assign(make("button", text), { type: "button", onclick })
}

// Begins when the page is drawn: the parts that steps are about are there, or are not on it.
function start(steps, hasFocus) {
  close()
  const isDrawn = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"] h1.finding')
  if (!isDrawn) {
    setTimeout(() => { if (isOnPage && !card) start(steps, hasFocus) }, 100)
    return
  }
  build(steps.filter(({ part }) => document.querySelector(part)))
  if (hasFocus) card.querySelector("button").focus()
}

function build(steps) {
  let place = 0
  card = make("aside", "", "tour")
  card.setAttribute("aria-label", "A short tour")
  const text = make("div")
  text.setAttribute("aria-live", "polite")
  const back = button("Back", () => show(place - 1))
  const next = button("", () => (place + 1 < steps.length ? show(place + 1) : close()))
  const buttons = make("div", "", "buttons")
  buttons.append(next, back, button("Close the tour", close))
  card.append(text, buttons)
  card.addEventListener("keydown", ({ key }) => { if (key === "Escape") close() })
  function show(shown) {
    place = shown
    const { part, title, text: words } = steps[place]
    text.replaceChildren(
      make("p", `Tour, ${place + 1} of ${steps.length}`, "under"),
      make("p", title, "title"),
      make("p", words),
    )
    next.textContent = place + 1 < steps.length ? "Next" : "Finish"
    if (!place && document.activeElement === back) next.focus()
    back.hidden = !place
    outline(document.querySelector(part))
  }
  document.body.prepend(card)
  show(0)
}

function outline(element) {
  document.querySelector(`[${ABOUT}]`)?.removeAttribute(ABOUT)
  element?.setAttribute(ABOUT, "")
  if (element) bringAboveCard(element)
}

// Not by `scrollIntoView`, after which the Tab key would go on from there and not from the card.
function bringAboveCard(element) {
  const { top, bottom } = element.getBoundingClientRect()
  const isInSight = top >= 0 && bottom <= card.getBoundingClientRect().top
  if (!isInSight) document.querySelector('[data-testid="stMain"]').scrollBy(0, top - BELOW_HEADER)
}

function close() {
  if (!card) return
  const hadFocus = card.contains(document.activeElement)
  card.remove()
  card = undefined
  outline(null)
  remember()
  if (hadFocus) document.querySelector('[class*="st-key-help-"] button')?.focus({ preventScroll: true })
}

export default function ({ data: { steps, asked } }) {
  isOnPage = true
  if (asked > answered) {
    answered = asked
    start(steps, true)
  } else if (!card && isNewcomer()) {
    start(steps, false)
  }
  return () => {
    isOnPage = false
    close()
  }
}
