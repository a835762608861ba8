// For browsers without a BarcodeDetector of their own: the same in WebAssembly. Fetched only by them.
import { BarcodeDetector, prepareZXingModule } from "./vendor/barcode-detector/ponyfill.js";

export function detector(wasm) {
  prepareZXingModule({ overrides: { locateFile: () => wasm } });
  return new BarcodeDetector({ formats: ["qr_code"] });
}
