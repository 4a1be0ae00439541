// Copies a chart's picture, which the server makes when it is asked for, and the address of the view.
// A browser lets a page write to the clipboard only in answer to a click, so the picture is promised
// in the click and handed over when it has come.
const DONE = { picture: "Picture copied. Paste it into a slide or a document.", link: "Link copied." }
const FAILED = {
  picture: "This browser does not let us copy a picture. Download it instead.",
  link: "This browser does not let us copy the link. Copy it from the address bar.",
}
const waiting = new Map()

function pictureOf(id) {
  return new Promise((resolve) => waiting.set(id, resolve))
}

function blobOf(base64) {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  return new Blob([bytes], { type: "image/png" })
}

function build(parent) {
  const box = document.createElement("div")
  box.className = "copying"
  for (const [kind, words] of [["picture", "Copy picture"], ["link", "Copy link"]]) {
    const button = document.createElement("button")
    button.type = "button"
    button.dataset.kind = kind
    button.textContent = words
    box.append(button)
  }
  const status = document.createElement("p")
  status.setAttribute("role", "status")
  box.append(status)
  parent.append(box)
  return box
}

export default function ({ parentElement, data, setTriggerValue }) {
  const box = parentElement.querySelector(".copying") ?? build(parentElement)
  const status = box.querySelector("[role=status]")
  const copy = {
    picture: () => {
      const id = String(Date.now())
      const item = new ClipboardItem({ "image/png": pictureOf(id) })
      const written = navigator.clipboard.write([item])
      status.textContent = "Making the picture…"
      setTriggerValue("asked", id)
      return written
    },
    link: () => navigator.clipboard.writeText(location.href),
  }
  for (const button of box.querySelectorAll("button")) {
    const { kind } = button.dataset
    button.onclick = async () => {
      try {
        await copy[kind]()
        status.textContent = DONE[kind]
      } catch {
        status.textContent = FAILED[kind]
      }
    }
  }
  waiting.get(data?.id)?.(blobOf(data.picture))
  waiting.delete(data?.id)
}
