// Keeps the screen lit while this page is in sight, where the browser can. The browser lets go by itself when it is not.
export async function awake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Low battery, or not allowed.
  }
}
