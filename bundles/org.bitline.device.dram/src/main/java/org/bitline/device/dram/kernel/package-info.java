/** Kernels of PIM units as command programs, and the channels that run them. */
package org.bitline.device.dram.kernel;
