// What browsers have and TypeScript's own list does not.
interface TrustedTypePolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL: (address: string) => unknown };
}

declare var trustedTypes: TrustedTypePolicyFactory | undefined;

declare module "*.ftl?url" {
  const address: string;
  export default address;
}
