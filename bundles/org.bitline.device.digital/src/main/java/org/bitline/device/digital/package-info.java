/** Digital accelerators: a systolic array of integers and a vector unit. */
package org.bitline.device.digital;
