/** The vector unit: its functions, in the numerics of each variant, and what they take. */
package org.bitline.device.digital.vector;
