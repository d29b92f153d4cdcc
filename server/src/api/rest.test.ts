import { describe, expect, it } from "vitest";
import { findRestMethod, restRoute } from "./rest.ts";

describe("the route of a method", () => {
  it.each([
    ["VisitsSummary.getVisits", "GET", "visits_summary/visits"],
    ["API.getSegmentsMetadata", "GET", "api/segments_metadata"],
    ["Annotations.add", "POST", "annotations/add"],
    ["SegmentEditor.get", "GET", "segment_editor/get"],
    ["Goals.updateGoal", "PUT", "goals/goal"],
    ["Goals.addGoal", "POST", "goals/goal"],
    ["PrivacyManager.deleteDataSubjects", "DELETE", "privacy_manager/data_subjects"],
    ["PrivacyManager.exportDataSubjects", "GET", "privacy_manager/export_data_subjects"],
    ["PrivacyManager.anonymizeSomeRawData", "POST", "privacy_manager/anonymize_some_raw_data"],
    ["ScheduledReports.sendReport", "POST", "scheduled_reports/send_report"],
    ["SitesManager.getAllSitesId", "GET", "sites_manager/all_sites_id"],
    ["SegmentEditor.isUserCanAddNewSegment", "GET", "segment_editor/is_user_can_add_new_segment"],
    ["ImageGraph.get", "GET", "image_graph/get"],
  ])("%s is %s %s", (method, verb, path) => {
    const [module, action] = method.split(".") as [string, string];
    expect(restRoute(module, action)).toEqual({ verb, path, method });
  });
});

describe("a path", () => {
  const routes = ["getGoal", "addGoal", "deleteGoal", "getGoals"].map((action) => restRoute("Goals", action));
  it.each([
    ["GET", "goals/goal", "Goals.getGoal"],
    ["HEAD", "goals/goal/", "Goals.getGoal"],
    ["POST", "/goals/goal", "Goals.addGoal"],
    ["DELETE", "goals/goal", "Goals.deleteGoal"],
    ["PUT", "goals/goal", undefined],
    ["POST", "goals/goals", "Goals.getGoals"],
    ["DELETE", "goals/goals", undefined],
    ["GET", "goals/nothing", undefined],
  ])("asked by %s %s is %s", (verb, path, method) => {
    expect(findRestMethod(routes, verb, path)).toBe(method);
  });
});
