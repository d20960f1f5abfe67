/** ReRAM crossbars: differential bit slices, bit-serial inputs, a conversion per array column. */
package org.bitline.device.reram;
