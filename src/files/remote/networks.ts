import ipaddr from "ipaddr.js";

/** A network: an address, and how many of its first bits count. */
export type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Of "10.0.0.0/8", say, or "10.0.0.5". */
export function readNetwork(text: string): Network {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

/** Of IPv6, what is given to networks of the Internet: old forms that hold an IPv4 address lie elsewhere. */
const global = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/**
 * Whether the program may speak to an address: everybody's, or one of the networks that the installation allows. An
 * IPv4 address that is written as IPv6 is taken for what it is.
 */
export function isReachable(address: string, allowed: readonly Network[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const found = ipaddr.process(address);
  const isAllowed = allowed.some(
    ([network, bits]) => network.kind() === found.kind() && found.match(network, bits),
  );
  if (isAllowed) return true;
  if (found.range() !== "unicast") return false;
  return found.kind() === "ipv4" || found.match(global);
}
