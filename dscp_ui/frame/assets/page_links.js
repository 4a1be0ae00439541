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

export default function ({ setTriggerValue }) {
  open = (address) => setTriggerValue("address", address)
  return () => { open = undefined }
}
