import ipaddr from "ipaddr.js";

/** A network: an address, and how many of its first bits count. */
export type Network = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Reads "10.0.0.0/8", say, or "10.0.0.5". */
export function readNetwork(text: string): Network {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

/** The part of IPv6 given to networks of the Internet; old forms that contain an IPv4 address lie outside it. */
const global = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];

/**
 * Whether the program may connect to an address: a public one, or one in a network that the installation allows. An
 * IPv4 address written as IPv6 is treated as IPv4.
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
