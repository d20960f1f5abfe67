package org.bitline.api.device;

import java.util.SortedMap;

/**
 * The prices of a device.
 *
 * @param components role to component; the ledger's component names are these roles
 */
public record CostTable(SortedMap<String, Component> components) {}
