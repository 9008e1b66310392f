import { defineConfig } from "vitest/config";

// Tests that ask CPython or lint whole libraries take their time on a busy machine; none measures it.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 180_000 } });
