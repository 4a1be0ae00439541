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
