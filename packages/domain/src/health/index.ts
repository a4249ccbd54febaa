export { Component, ComponentStatus, Health } from './health.schema.ts'
