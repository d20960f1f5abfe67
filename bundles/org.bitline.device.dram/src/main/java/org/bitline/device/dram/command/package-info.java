/** Commands of one DRAM channel: programs of them, and the two engines that time a program. */
package org.bitline.device.dram.command;
