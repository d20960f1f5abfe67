/** Reference cases of crossbars, computed by other simulators. */
package org.bitline.device.reram.reference;
