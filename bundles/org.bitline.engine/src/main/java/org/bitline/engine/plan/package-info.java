/** From a descriptor to a plan: workload, devices, placements; nothing has run yet. */
package org.bitline.engine.plan;
