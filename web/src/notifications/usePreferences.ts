import { useMutation } from "@tanstack/react-query";
import type { PreferencesChanges, PreferencesView } from "~/api/http";
import { queryClient } from "~/api/queryClient";
import { preferences, putPreferences } from "./queries";

/** Changes how one is told; it shows at once, and is taken back where the server did not take it. */
export function usePreferencesChange() {
  const { queryKey } = preferences();
  return useMutation({
    mutationFn: putPreferences,
    scope: { id: "preferences" },
    onMutate: (changes: PreferencesChanges) => {
      queryClient.setQueryData(queryKey, (old) => old && withChanges(old, changes));
    },
    onSuccess: (saved) => {
      // With more changes on their way, this answer is of before them.
      if (queryClient.isMutating({ mutationKey: ["preferences"] }) > 1) return;
      queryClient.setQueryData(queryKey, saved);
    },
    onError: () => void queryClient.invalidateQueries({ queryKey }),
    mutationKey: ["preferences"],
  });
}

/** The preferences as they will be: what is left out stays as it is, also within `channels`. */
export function withChanges(old: PreferencesView, changes: PreferencesChanges): PreferencesView {
  const channels = { ...old.channels };
  for (const [type, choice] of Object.entries(changes.channels ?? {})) {
    const name = type as keyof typeof channels;
    channels[name] = { ...channels[name], ...choice };
  }
  return {
    channels,
    quietHours: changes.quietHours === undefined ? old.quietHours : changes.quietHours,
    hideOnLockScreen: changes.hideOnLockScreen ?? old.hideOnLockScreen,
  };
}
