// Buzzes, where there is something to buzz and somebody has touched the page: else browsers complain.
export const touched = () => !navigator.userActivation || navigator.userActivation.hasBeenActive;

export function buzz(pattern) {
  if (touched()) navigator.vibrate?.(pattern);
}
