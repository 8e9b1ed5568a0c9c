import type { Signal } from '@preact/signals';

/** A box to check, for a setting. */
export function Check({ setting, label }: { setting: Signal<boolean>; label: string }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={setting.value}
        onChange={(event) => {
          setting.value = event.currentTarget.checked;
        }}
      />
      {label}
    </label>
  );
}
