import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import type { ComponentType } from "react";
import { NotFound } from "./frame/NotFound";
import { Root } from "./frame/Root";
import { ScreenFailed } from "./frame/ScreenFailed";
import { Skeletons } from "./frame/Skeletons";

/** Who may see a screen: the others are led to where they can. */
export type Audience = "anyone" | "signed-in" | "signed-out";

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    audience?: Audience;
    /** The screen has a head of its own, and no navigation around it. */
    bare?: boolean;
  }
  interface Register {
    router: typeof router;
  }
}

const root = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: ScreenFailed,
});

type Screens<Name extends string> = Record<Name, ComponentType>;

/** One screen: where it is, who may see it, and the component of a file that is loaded for it. */
function screen<const Path extends string, const Name extends string>(
  path: Path,
  audience: Audience,
  load: () => Promise<Screens<Name>>,
  name: Name,
  { bare = false } = {},
) {
  return createRoute({
    getParentRoute: () => root,
    path,
    staticData: { audience, bare },
    component: lazyRouteComponent(load, name),
    pendingComponent: Skeletons,
  });
}

const screens = [
  screen("/", "anyone", () => import("./screens/Start"), "Start"),
  screen("/signin", "signed-out", () => import("./auth/SignIn"), "SignIn"),
  screen("/signup", "signed-out", () => import("./auth/SignUp"), "SignUp"),
  screen("/welcome", "signed-in", () => import("./screens/welcome/Welcome"), "Welcome", {
    bare: true,
  }),
  screen("/verify-email", "anyone", () => import("./auth/VerifyEmail"), "VerifyEmail"),
  screen("/forgot-password", "signed-out", () => import("./auth/ForgotPassword"), "ForgotPassword"),
  screen("/reset-password", "anyone", () => import("./auth/ResetPassword"), "ResetPassword"),
  screen("/write", "signed-in", () => import("./screens/Write"), "Write"),
  screen("/post/$id", "signed-in", () => import("./feed/PostPage"), "PostPage"),
  screen("/explore", "signed-in", () => import("./screens/Explore"), "Explore"),
  screen("/user/$id", "signed-in", () => import("./screens/Profile"), "Profile"),
  screen("/chat", "signed-in", () => import("./chat/Conversations"), "Conversations"),
  screen("/chat/$id", "signed-in", () => import("./screens/ConversationPage"), "ConversationPage"),
  screen("/exchanges", "signed-in", () => import("./exchange/Exchanges"), "Exchanges"),
  screen("/exchange/$id", "signed-in", () => import("./exchange/Exchange"), "Exchange"),
  screen("/exchange/$id/propose", "signed-in", () => import("./exchange/Propose"), "Propose"),
  screen("/schedule", "signed-in", () => import("./exchange/SchedulePage"), "SchedulePage"),
  screen(
    "/notifications",
    "signed-in",
    () => import("./notifications/Notifications"),
    "Notifications",
  ),
  screen("/unsubscribe", "anyone", () => import("./notifications/Unsubscribe"), "Unsubscribe"),
  screen("/settings", "signed-in", () => import("./screens/settings/Settings"), "Settings"),
  screen(
    "/settings/profile",
    "signed-in",
    () => import("./screens/settings/ProfileSettings"),
    "ProfileSettings",
  ),
  screen(
    "/settings/look",
    "signed-in",
    () => import("./screens/settings/LookSettings"),
    "LookSettings",
  ),
  screen(
    "/settings/privacy",
    "signed-in",
    () => import("./screens/settings/PrivacySettings"),
    "PrivacySettings",
  ),
  screen(
    "/settings/security",
    "signed-in",
    () => import("./screens/settings/SecuritySettings"),
    "SecuritySettings",
  ),
  screen(
    "/settings/notifications",
    "signed-in",
    () => import("./notifications/NotificationSettings"),
    "NotificationSettings",
  ),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(screens),
  scrollRestoration: true,
  defaultPreload: "intent",
  defaultErrorComponent: ScreenFailed,
  defaultNotFoundComponent: NotFound,
  // What a screen asks for is the query cache's to keep.
  defaultPreloadStaleTime: 0,
});
