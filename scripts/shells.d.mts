export function ensureShell(name: 'zsh' | 'fish'): string | undefined;
