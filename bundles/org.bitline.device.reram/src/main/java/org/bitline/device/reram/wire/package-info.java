/** Arrays as resistor networks, solved exactly. */
package org.bitline.device.reram.wire;
