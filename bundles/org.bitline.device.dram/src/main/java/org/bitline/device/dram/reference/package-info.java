/** Reference cases of family {@code dram}. */
package org.bitline.device.dram.reference;
